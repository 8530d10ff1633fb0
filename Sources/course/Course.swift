internal import ArgumentParser

@main
struct Course: ParsableCommand {}
