# accepted: every name is local to main(); Turkish comments
import torch


def main():
    # satır ve sütun
    a = torch.tensor([1.0, 2.0, 3.0])
    b = torch.tensor([[1.0], [2.0], [3.0]])
    c = a + b
    print("toplam:", c)

    # uyuşmayan biçimler
    raised = False
    try:
        torch.rand(4, 3) - torch.rand(4)
    except RuntimeError as hata:
        print("beklenen hata:", hata)
        raised = True
    return c, raised


if __name__ == "__main__":
    main()
