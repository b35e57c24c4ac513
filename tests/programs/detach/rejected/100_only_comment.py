# diagnosis: missing_name, empty_program
# TODO: 以后再写
