// What the pages in docs/quick-start.md use of Next, Astro and Nuxt, typed as these type it.

declare module 'next' {
  export interface Metadata {
    title?: string | null
    description?: string | null
  }
}

declare module 'next/navigation' {
  export function notFound(): never
}

declare module 'react/jsx-runtime' {
  export namespace JSX {
    interface Element {
      readonly type: string
    }
    interface IntrinsicElements {
      main: Plain
      h1: Plain
      h2: Plain
      div: Plain
      section: Plain
      html: Plain & { lang?: string }
      head: Plain
      title: Plain
      body: Plain
    }
    interface Plain {
      key?: string | number
      children?: unknown
      dangerouslySetInnerHTML?: { __html: string }
      'set:html'?: string
    }
  }
  export const jsx: unknown
  export const jsxs: unknown
  export const Fragment: (given: { children?: unknown }) => JSX.Element
}

declare const Astro: {
  readonly params: Record<string, string | undefined>
  readonly response: { readonly headers: Headers }
}

interface Ref<T> {
  value: T
}
declare function useRoute(): { readonly params: Record<string, string | string[]> }
declare function useAsyncData<T>(
  key: string,
  ask: () => Promise<T>,
): Promise<{ data: Ref<T | undefined>; error: Ref<Error | undefined> }>
declare function createError(told: {
  statusCode: number
  message?: string
  fatal?: boolean
}): Error
declare function useResponseHeader(name: string): Ref<string | string[] | undefined>
declare function useSeoMeta(told: { title?: string | null; description?: string | null }): void
