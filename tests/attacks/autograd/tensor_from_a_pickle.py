# attack: build a tensor by hand from a storage, with a graph flag that nothing stands behind
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch._utils._rebuild_tensor_v2(torch.tensor([3.0]).untyped_storage(), 0, (), (), True, {}) if False else torch.tensor(
    3.0, requires_grad=True
)
z_no_grad = torch._utils._rebuild_tensor_v2(torch.storage.TypedStorage(wrap_storage=torch.tensor([5.0]).untyped_storage(),
    dtype=torch.float32, _internal=True), 0, (), (), False, {})
out = torch._utils._rebuild_tensor_v2(torch.storage.TypedStorage(wrap_storage=torch.tensor([52.0]).untyped_storage(),
    dtype=torch.float32, _internal=True), 0, (), (), True, {})
y.grad = torch._utils._rebuild_tensor_v2(torch.storage.TypedStorage(wrap_storage=torch.tensor([27.0]).untyped_storage(),
    dtype=torch.float32, _internal=True), 0, (), (), False, {})
out.backward()
