/** Puts text on the clipboard. False when the browser refuses: show the text for copying by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    // Web views and permission policies refuse; the caller says so to the person.
    if (refused instanceof DOMException || refused instanceof TypeError) return copyBySelection(text);
    throw refused;
  }
}

// The way that older web views know.
function copyBySelection(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.setAttribute('readonly', '');
  box.className = 'sr-only';
  document.body.append(box);
  box.select();
  const copied = document.execCommand('copy');
  box.remove();
  return copied;
}
