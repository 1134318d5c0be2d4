SHELL := /bin/bash
-include other.mk
NAMES = a $(shell ls) \
  b
ifeq ($(CI),true)
FLAGS += --ci
endif
.PHONY: test
test: build | dir ## tests
	@npm test $(FLAGS) $(NAMES:a=b)
	-rm -f x; cd api && $(MAKE) unit
%.o: %.c
	cc $< -o $@
build:; npm run build
define multi
a
endef
