# diagnosis: notebook_magic
# In[1]:
get_ipython().system('pip install torch')
# In[2]:
import torch
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)
