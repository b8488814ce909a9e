# Targets that run in the private sandbox of test/sandbox, whatever is or is
# not installed on this machine.

SANDBOX = test/sandbox

.PHONY: demo test bench bench-shapes format clean-sandbox help

help:
	@sed -n 's/^#   \(make.*\)/\1/p' Makefile

demo:
	@demo/run

test:
	@test/run

bench:
	@bench/run

bench-shapes:
	@bench/run shapes

format:
	@$(SANDBOX) run test/format --write

clean-sandbox:
	@$(SANDBOX) reset
