"""Whether clients that other generators make of openapi.yaml keep the same contract."""
