from concurrent import futures

import grpc
import hello_pb2_grpc

from service import Greeter

server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
hello_pb2_grpc.add_GreeterServicer_to_server(Greeter(), server)  # root
server.add_insecure_port("[::]:50051")
server.start()
server.wait_for_termination()
