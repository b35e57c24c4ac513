# attack: end with KeyboardInterrupt, which handlers of Exception do not see
# expect: runtime_error
raise KeyboardInterrupt
