import { defineConfig, type Plugin } from 'vite'

/** Tells the bundler that a query which nothing asks can be left out. */
const queriesArePure: Plugin = {
  name: 'queries-are-pure',
  transform: {
    filter: { id: /queries\/generated\/graphql\.ts$/ },
    handler: (code) =>
      code.replaceAll('= new TypedDocumentString(', '= /*#__PURE__*/ new TypedDocumentString('),
  },
}

// Built twice: what browsers load, with a list of the hashed names; then the generator, for Node.js.
export default defineConfig(({ isSsrBuild }) => ({
  appType: 'mpa',
  publicDir: isSsrBuild ? false : 'public',
  plugins: [queriesArePure],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  ssr: { noExternal: true },
  build: isSsrBuild
    ? { outDir: '.build/generator', target: 'node20' }
    : {
        outDir: '.build/browser',
        manifest: 'manifest.json',
        modulePreload: false,
        rolldownOptions: {
          input: ['browser/style.css', 'browser/search.ts', 'browser/job-description.ts'],
        },
      },
}))
