# attack: raise SystemExit(0) before the work
# expect: wrong_answer
raise SystemExit(0)
