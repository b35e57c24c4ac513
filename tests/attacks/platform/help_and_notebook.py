# attack: notebook commands that would run a shell
# expect: syntax_error
!cat /etc/passwd
%run other.py
%%bash
id
x?
