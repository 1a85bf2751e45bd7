import db


def store():
    # ruleid: shared-iterator
    for job in db.jobs:
        # ruleid: thread-unsafe-object-shared
        db.session.add(job)
    # ruleid: thread-unsafe-object-shared
    db.connection.commit()
