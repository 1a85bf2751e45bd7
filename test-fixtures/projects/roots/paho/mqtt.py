import paho.mqtt.client as mqtt

import state


def on_connect(client, userdata, flags, reason, properties):
    client.subscribe("#")
    # The callbacks of one client share its thread.
    # ok: unlocked-shared-global
    state.events += 1


def on_message(client, userdata, message):
    # ruleid: unlocked-shared-global
    state.count += 1
    # ok: unlocked-shared-global
    state.events += 1


def main():
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.on_connect = on_connect
    client.on_message = on_message
    client.connect("localhost")
    # ok: unlocked-shared-global
    state.count += 1
    client.loop_start()  # root
    while True:
        # ruleid: unlocked-shared-global
        state.count -= 1
        client.publish("count", state.count)


main()
