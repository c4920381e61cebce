/** What a build is told by its environment. */
export interface Settings {
  /** Rolebook's delivery API. */
  endpoint: string
  /** Where the site will be, without a slash at its end. */
  siteUrl: string
  /** The folder of the finished site. */
  out: string
  /** The folder of what the next build wants to know about this one. */
  state: string
}

/** The settings, each with a default for a build on one's own machine. */
export function settingsOf(environment: NodeJS.ProcessEnv): Settings {
  return {
    endpoint: `${withoutSlash(environment.ROLEBOOK_URL || 'http://127.0.0.1:8000')}/graphql`,
    siteUrl: withoutSlash(environment.SITE_URL || 'http://127.0.0.1:4173'),
    out: environment.SITE_OUT || 'dist',
    state: environment.SITE_STATE || '.site-state',
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
