import wweb from 'whatsapp-web.js';

const { Client, LocalAuth } = wweb;

type Options = ConstructorParameters<typeof Client>[0];
export type Browser = NonNullable<InstanceType<typeof Client>['pupBrowser']>;
export type Message = wweb.Message;
export type Reaction = wweb.Reaction;

/** What the package's own types leave out: how it puts its code into WhatsApp's page, and listens there. */
type Inner = {
  inject(): Promise<void>;
  attachEventListeners(): Promise<void>;
  initWebVersionCache(): Promise<void>;
};
const inner = Client.prototype as unknown as Inner;

/** How often putting the code into one page is tried before the line's own deadline decides. */
const TRIES = 5;

/**
 * The package's client with the faults of its life inside a page taken out. Its code is put into a document once,
 * one document at a time, and again when the page went away meanwhile; `ready` is told once a document, and also of
 * a page that had synced before; nothing it does leaves a rejection that nobody hears: what goes wrong is told by
 * the event `fault` (a word or two). A `qr` is always one that a phone can read.
 */
export class SteadyClient extends Client {
  #turn: Promise<void> = Promise.resolve();
  #listening: { document: string; done: Promise<void> } | null = null;
  #readyIn: string | null = null;
  #ended = false;

  /** Called by the package at the start and whenever any frame goes anywhere. */
  inject(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#injectOnce());
    return this.#turn;
  }

  async #injectOnce(): Promise<void> {
    for (let tries = 1; tries <= TRIES && !this.#ended; tries++) {
      try {
        if (!(await this.#markDocument())) return;
        try {
          await inner.inject.call(this);
        } catch (fault) {
          await this.#unmarkDocument();
          throw fault;
        }
        await this.#tellIfSynced();
        return;
      } catch (fault) {
        if (this.#ended || this.pupPage?.isClosed() !== false || !this.pupBrowser?.connected) return;
        this.emit('fault', `inject: ${wordOf(fault)}`);
        await new Promise((resolve) => setTimeout(resolve, 100 * tries));
      }
    }
  }

  /** Whether the document was unmarked until now: a window is a new one after every navigation. */
  async #markDocument(): Promise<boolean> {
    return this.pupPage!.evaluate(() => {
      const marked = window as { couvertDocument?: string };
      if (marked.couvertDocument) return false;
      marked.couvertDocument = `${Math.random()}`;
      return true;
    });
  }

  async #unmarkDocument(): Promise<void> {
    await this.pupPage
      ?.evaluate(() => {
        delete (window as { couvertDocument?: string }).couvertDocument;
      })
      .catch(() => undefined);
  }

  /** A page that had synced before our code was in it says so to nobody. */
  async #tellIfSynced(): Promise<void> {
    await this.pupPage!.evaluate(() => {
      const page = window as unknown as {
        WWebJS?: unknown;
        require(name: string): { Socket: { hasSynced?: boolean } };
        onAppStateHasSyncedEvent(): void;
      };
      if (page.require('WAWebSocketModel').Socket.hasSynced && !page.WWebJS) page.onAppStateHasSyncedEvent();
    });
  }

  /** Listens once a document, however often it is told that this one has synced. */
  async attachEventListeners(): Promise<void> {
    const document = await this.pupPage!.evaluate(
      () => (window as { couvertDocument?: string }).couvertDocument ?? '',
    );
    if (this.#listening?.document !== document) {
      this.#listening = { document, done: inner.attachEventListeners.call(this) };
    }
    await this.#listening.done;
  }

  /** What the package hears of the page's requests is over when the page is: that is no fault of anybody's. */
  async initWebVersionCache(): Promise<void> {
    const page = this.pupPage!;
    const on = page.on.bind(page) as (event: string, heard: (...told: unknown[]) => unknown) => typeof page;
    page.on = ((event: string, heard: (...told: unknown[]) => unknown) =>
      on(event, async (...told) => {
        await Promise.try(heard, ...told).catch(() => undefined);
      })) as typeof page.on;
    try {
      await inner.initWebVersionCache.call(this);
    } finally {
      page.on = on as typeof page.on;
    }
  }

  override emit(event: string, ...told: unknown[]): boolean {
    if (event === 'ready') {
      const document = this.#listening?.document ?? '';
      if (this.#readyIn === document) return false;
      this.#readyIn = document;
    }
    // Before WhatsApp has answered, the package tells a code of which the first part is missing.
    if (event === 'qr' && String(told[0]).startsWith('undefined,')) return false;
    return super.emit(event, ...told);
  }

  /** Ends the browser; the package calls it by itself, unheard, so it never rejects. */
  override async destroy(): Promise<void> {
    this.#ended = true;
    await super.destroy().catch((fault: unknown) => void this.emit('fault', `close: ${wordOf(fault)}`));
  }
}

/**
 * Where the pairing is kept: a profile of Chromium in `folder`. `onBrowser` is told of each browser before it goes
 * anywhere. The package would remove the profile under the feet of a running browser; here that is for whoever
 * ends the browser.
 */
export function keptProfile(folder: string, onBrowser: (browser: Browser) => Promise<void>) {
  const profile = new LocalAuth({ dataPath: folder });
  profile.afterBrowserInitialized = async () => {
    const { client } = profile as unknown as { client: SteadyClient };
    if (client.pupBrowser) await onBrowser(client.pupBrowser);
  };
  profile.logout = async () => {};
  return profile;
}

export type ClientOptions = NonNullable<Options>;

/** What went wrong, in a few words: no stack, no address, no guest's text. */
export function wordOf(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return (text.split('\n')[0] ?? '').replace(/\d{5,}/g, '…').slice(0, 120) || 'unknown';
}
