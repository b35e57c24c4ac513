# accepted: Turkish comments, semicolons, tabs
import torch, math
def clip_gradients(parameters, max_norm):
	# önce listeye çevir: üreteç yalnız bir kez gezilir
	gradyanlar = []
	for p in parameters:
		if p.grad is None: continue
		gradyanlar.append(p.grad)
	kareler = 0.; 
	for g in gradyanlar: kareler += g.square().sum().item()
	norm = math.sqrt(kareler)
	if norm > max_norm:
		for g in gradyanlar: g.copy_(g * (max_norm / norm))
	return norm
