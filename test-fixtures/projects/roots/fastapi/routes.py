from fastapi import APIRouter

import state

router = APIRouter(prefix="/shop")


@router.get("/items")  # root
def items():
    # ruleid: unlocked-shared-global
    state.count += 1
    return []
