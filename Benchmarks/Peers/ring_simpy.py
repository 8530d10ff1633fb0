"""The ring of simulation-bench in SimPy: ten nodes pass a hundred tokens round, with random delays.

Run: python3 Benchmarks/Peers/ring_simpy.py [messages]      (needs: pip install simpy)
"""

import random
import sys
import time

import simpy

NODES, TOKENS = 10, 10


def main(messages):
    environment = simpy.Environment()
    generator = random.Random(1)
    inboxes = [simpy.Store(environment) for _ in range(NODES)]
    delivered = [0]

    def travel(receiver, hops):
        yield environment.timeout(generator.uniform(0.001, 0.010))
        inboxes[receiver].put(hops)

    def node(index):
        following = (index + 1) % NODES
        for _ in range(TOKENS):
            environment.process(travel(following, 0))
        while True:
            hops = yield inboxes[index].get()
            delivered[0] += 1
            environment.process(travel(following, hops + 1))

    for index in range(NODES):
        environment.process(node(index))
    begin = time.perf_counter()
    while delivered[0] < messages:
        environment.step()
    seconds = time.perf_counter() - begin
    print(f"SimPy {simpy.__version__}, ring of {NODES}: {int(messages / seconds):,} messages/s")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
