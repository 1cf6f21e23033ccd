#!/usr/bin/env node
require('../out/main/cli.cjs')
