# attack: raise an error whose type and message are made of control characters
# expect: runtime_error
raise type("\x1b[2J<script>\u202e", (Exception,), {})("\x1b]0;owned\x07\u202e\x00[link](javascript:alert(1))\ud800")
