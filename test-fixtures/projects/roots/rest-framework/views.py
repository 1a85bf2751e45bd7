from rest_framework.decorators import api_view
from rest_framework.viewsets import ModelViewSet  # root

import state


class Items(ModelViewSet):
    def perform_create(self, serializer):
        # ruleid: unlocked-shared-global
        state.count += 1


@api_view(["GET"])  # root
def status(request):
    # ruleid: unlocked-shared-global
    state.asked += 1
