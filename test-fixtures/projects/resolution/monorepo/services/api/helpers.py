def which():
    return "the one of this service"
