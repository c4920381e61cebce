/** Copies a text. @returns Whether the browser let us. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Selects what is in an element, for somebody who copies by hand. */
export function select(element: Element): void {
  getSelection()?.selectAllChildren(element)
}
