import kitchen


def test_brew():
    kitchen.announced.clear()
    kitchen.by_pot = {}
