import { useEffect, useState } from 'preact/hooks';
import { Aujourdhui } from '../aujourdhui/Aujourdhui.tsx';
import { useDesk } from '../aujourdhui/desk/desk.ts';
import { useOutOfUse } from '../aujourdhui/desk/useOutOfUse.ts';
import { Clients } from '../clients/Clients.tsx';
import { wear } from '../look/accent.ts';
import { Messages } from '../messages/Messages.tsx';
import { useWaiting } from '../messages/waiting.ts';
import { address } from '../place.ts';
import { Reglages } from '../reglages/Reglages.tsx';
import { SignIn } from '../session/SignIn.tsx';
import { recognise, restaurant, standing } from '../session/session.ts';
import { locale, texts } from '../texts/texts.ts';
import { Fault } from './Fault.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { onKeys, startSearch, walkRows } from './keys.ts';
import { Rail } from './Rail.tsx';
import { Toasts } from './Toasts.tsx';
import { LostBar, TopBar } from './TopBar.tsx';
import { undoNewest } from './toasts.ts';

const views = { aujourdhui: Aujourdhui, clients: Clients, messages: Messages, reglages: Reglages };

function Inside() {
  const [keysShown, setKeysShown] = useState(false);
  const { page } = address.value;
  const house = restaurant.value;
  useWaiting();
  useDesk();
  useOutOfUse();

  useEffect(
    () =>
      onKeys({
        '/': startSearch,
        '?': () => setKeysShown(true),
        j: () => walkRows(1),
        k: () => walkRows(-1),
        ArrowDown: () => walkRows(1),
        ArrowUp: () => walkRows(-1),
        u: () => void undoNewest(),
      }),
    [],
  );

  useEffect(() => {
    document.title = `${texts.value.pages[page]} · ${house?.name ?? 'Couvert'}`;
  }, [page, house, locale.value]);

  useEffect(() => {
    wear(house?.accent ?? null);
    return () => wear(null);
  }, [house?.accent]);

  const View = views[page];
  return (
    <div class="panel">
      <a class="skip" href="#content">
        {texts.value.frame.skip}
      </a>
      <Rail />
      <div class="stage">
        <TopBar />
        <LostBar />
        <main id="content" tabIndex={-1}>
          {house && <View key={house.slug} house={house} />}
        </main>
      </div>
      <Toasts />
      {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
    </div>
  );
}

/** The whole panel: the sign-in page for who is not signed in, and the frame with one page for who is. */
export function Panel() {
  useEffect(() => {
    document.documentElement.lang = locale.value;
  }, [locale.value]);
  const now = standing.value;
  if (now.is === 'in') return <Inside />;
  if (now.is === 'out') return <SignIn ended={now.ended} />;
  if (now.is === 'unreachable')
    return (
      <main class="sign-in">
        <h1>Couvert</h1>
        <Fault what={texts.value.failures.unreachable} fault={now.fault} onRetry={() => void recognise()} />
      </main>
    );
  return <main class="sign-in" aria-busy="true" aria-label={texts.value.frame.loading} />;
}
