/** Rich text as Rolebook sanitised it, in words that another locale may have answered. */
export function Rich({
  html,
  lang,
  level = 3,
}: {
  html: string
  lang?: string | undefined
  level?: number
}) {
  return <div class="rich" lang={lang} dangerouslySetInnerHTML={{ __html: placed(html, level) }} />
}

/**
 * Rich text for its place in a page: its headings begin at a level, without gaps, and code that
 * is too wide can be scrolled with the keyboard.
 */
function placed(html: string, level: number): string {
  const used = [...new Set(Array.from(html.matchAll(/<h([1-6])>/g), ([, digit]) => Number(digit)))]
  const levels = new Map(used.sort().map((from, index) => [from, Math.min(6, level + index)]))
  return html
    .replace(
      /<(\/?)h([1-6])>/g,
      (_, slash: string, from: string) => `<${slash}h${levels.get(Number(from))}>`,
    )
    .replaceAll('<pre>', '<pre tabindex="0">')
}
