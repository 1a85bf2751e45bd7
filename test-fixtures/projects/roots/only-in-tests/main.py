from counter import add, launch, tick

add()
launch()
tick()
