# Targets that run in the private sandbox of test/sandbox, whatever is or is
# not installed on this machine.

SANDBOX = test/sandbox

.PHONY: demo test bench format clean-sandbox help

help:
	@sed -n 's/^#   \(make.*\)/\1/p' Makefile

demo:
	@demo/run

test:
	@test/run

bench:
	@bench/run $(PARTS)

format:
	@$(SANDBOX) run test/format --write

clean-sandbox:
	@$(SANDBOX) reset
