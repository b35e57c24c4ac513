# accepted: dataclass of cases
from dataclasses import dataclass
import torch

@dataclass
class Fall:
    links: tuple
    rechts: tuple
    def probiere(self) -> bool:
        try:
            torch.zeros(self.links).add(torch.zeros(self.rechts))
        except RuntimeError as e:
            print(self, "->", e)
            return True
        print(self, "passt")
        return False

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
faelle = [Fall((3,), (3, 1)), Fall((3,), (2,))]
ergebnisse = [f.probiere() for f in faelle]
raised = any(ergebnisse)
