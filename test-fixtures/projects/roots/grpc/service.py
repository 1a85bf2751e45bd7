import state


class Greeter:
    def SayHello(self, request, context):
        # ruleid: unlocked-shared-global
        state.count += 1
        return self._answer(request)

    def _answer(self, request):
        # ruleid: unlocked-shared-global
        state.answers += 1
        return request
