# diagnosis: printed_only
# A plausible gradient on the screen is no gradient: nothing was computed.
print("tensor([[-31.0674, -72.4031, -113.7388]])")
