# diagnosis: notebook_magic, syntax_error, missing_name
{"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1,
 "source": ["import torch\n", "A = torch.tensor([5.0], requires_grad=True)\n", "loss = A * 5\n", "loss.backward()"]}],
 "nbformat": 4, "nbformat_minor": 5}
