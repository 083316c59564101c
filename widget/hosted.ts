/**
 * The hosted page's own script: whoever comes with a chat's code behind the # finds the chat open. It presses what
 * a hand would press, so that the form itself, which stands on many pages, carries nothing of it.
 */
import { codeIn } from './chatCode.ts';

/** What opens the chat, as soon as the form is there. */
function chatOf(root: ShadowRoot): Promise<HTMLElement> {
  return new Promise((resolve) => {
    const find = () => root.querySelector<HTMLElement>('.top > button.link');
    const there = find();
    if (there) return resolve(there);
    const looking = new MutationObserver(() => {
      const button = find();
      if (!button) return;
      looking.disconnect();
      resolve(button);
    });
    looking.observe(root, { childList: true, subtree: true });
  });
}

async function openChat(): Promise<void> {
  await customElements.whenDefined('couvert-booking');
  const root = document.querySelector('couvert-booking')?.shadowRoot;
  if (root) (await chatOf(root)).click();
}

if (codeIn(location.hash)) void openChat();
// Another link in the same tab is another chat.
addEventListener('hashchange', () => codeIn(location.hash) && location.reload());
