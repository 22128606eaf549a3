"""A process that stands for a program of the server, with its streams and its exit code."""

import marshal
import os
import socket
import sys

address, *arguments = sys.argv[1:]
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(address)
    job = marshal.dumps((arguments, os.getcwd(), dict(os.environ)))
    socket.send_fds(server, [job], [0, 1, 2])
    sys.exit(int(server.recv(16)))
