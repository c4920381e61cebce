// Makes dist/: the client with its types, the configuration for sites, and the schema's types.

import { execFileSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'

process.chdir(import.meta.dirname)
const run = (program, ...words) =>
  execFileSync(process.execPath, [`node_modules/.bin/${program}`, ...words], { stdio: 'inherit' })

rmSync('dist', { recursive: true, force: true })
run('tsc', '--project', 'tsconfig.build.json')
run('graphql-codegen', '--silent')
copyFileSync('../../schema/delivery.graphql', 'dist/delivery.graphql')
