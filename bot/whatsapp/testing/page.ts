/**
 * What plays WhatsApp Web in the browser: the modules that whatsapp-web.js asks for, over a socket to the stand-in
 * (standIn.ts). It runs as a plain script, once its types are stripped. Modules that are asked for and missing are
 * told to the stand-in, by name.
 */
(() => {
  type Wid = { server: string; user: string; _serialized: string };
  type Wire = {
    id: string;
    chat: string;
    fromMe: boolean;
    type: string;
    body: string;
    t: number;
    ack: number;
    [more: string]: unknown;
  };
  type Heard = (...told: unknown[]) => void;

  const page = window as unknown as Record<string, unknown>;
  const device = localStorage.getItem('device') ?? `${Math.random()}`.slice(2);
  localStorage.setItem('device', device);

  const post = (path: string, body: unknown) =>
    fetch(path, { method: 'POST', body: JSON.stringify({ device, ...(body as object) }) });

  /** As much of a model as the client uses: events, and attributes whose change is one. */
  class Model {
    heard: Map<string, Heard[]> = new Map();
    on(names: string, heard: Heard) {
      for (const name of names.split(' ')) this.heard.set(name, [...(this.heard.get(name) ?? []), heard]);
    }
    once(name: string, heard: Heard) {
      const first: Heard = (...told) => {
        this.off(name, first);
        heard(...told);
      };
      this.on(name, first);
    }
    off(name: string, heard: Heard) {
      this.heard.set(
        name,
        (this.heard.get(name) ?? []).filter((each) => each !== heard),
      );
    }
    trigger(name: string, ...told: unknown[]) {
      for (const heard of [...(this.heard.get(name) ?? [])]) heard(...told);
    }
    set(name: string, value: unknown) {
      const before = (this as unknown as Record<string, unknown>)[name];
      (this as unknown as Record<string, unknown>)[name] = value;
      this.trigger(`change:${name}`, this, value, before);
    }
  }

  const wid = (text: string | Wid): Wid => {
    const whole = typeof text === 'string' ? text : text._serialized;
    if (!/^[\d-]+@(c\.us|lid|g\.us)$|^status@broadcast$/.test(whole))
      throw new Error('wid error: invalid wid');
    const [user, server] = whole.split('@') as [string, string];
    return Object.create(
      {
        isLid: () => server === 'lid',
        isGroup: () => server === 'g.us',
        isStatus: () => server === 'broadcast',
        toString: () => whole,
      },
      Object.fromEntries(
        Object.entries({ user, server, _serialized: whole }).map(([name, value]) => [
          name,
          { value, enumerable: true },
        ]),
      ),
    );
  };

  class Message extends Model {
    id: { fromMe: boolean; remote: Wid; id: string; _serialized: string };
    wire: Wire;
    isNewMsg: boolean;
    ack: number;
    body: string;
    type: string;
    t: number;
    constructor(wire: Wire, isNew: boolean) {
      super();
      this.wire = wire;
      this.id = { fromMe: wire.fromMe, remote: wid(wire.chat), id: wire.id, _serialized: serialized(wire) };
      this.isNewMsg = isNew;
      this.ack = wire.ack;
      this.body = wire.body;
      this.type = wire.type;
      this.t = wire.t;
    }
    get isNotification() {
      return this.type === 'e2e_notification';
    }
    serialize() {
      const { chat, ...wire } = this.wire;
      const from = this.id.fromMe ? account.me : chat;
      const to = this.id.fromMe ? chat : account.me;
      const { ack, body, type, isNewMsg } = this;
      return { ...wire, ack, body, type, isNewMsg, from, to, id: { ...this.id } };
    }
  }
  const serialized = (wire: Wire) => `${wire.fromMe}_${wire.chat}_${wire.id}`;

  class Chat extends Model {
    id: Wid;
    unreadCount = 0;
    lastReceivedKey: { _serialized: string } | null = null;
    all: Message[] = [];
    mute = { expiration: 0 };
    formattedTitle = 'Guest';
    groupMetadata: unknown = undefined;
    constructor(id: string) {
      super();
      this.id = wid(id);
    }
    get msgs() {
      return { getModelsArray: () => [...this.all] };
    }
    serialize() {
      return {
        id: { ...this.id },
        unreadCount: this.unreadCount,
        t: this.all.at(-1)?.t,
        msgs: this.all.map(() => ({})),
        isGroup: this.id.server === 'g.us',
      };
    }
  }

  const account: { me: string; lids: Record<string, string> } = { me: '', lids: {} };
  const Msg = Object.assign(new Model(), {
    byId: new Map<string, Message>(),
    get: (id: string) => Msg.byId.get(id),
    getMessagesById: async (ids: string[]) => ({
      messages: ids.flatMap((id) => Msg.byId.get(id) ?? []),
    }),
  });
  const Chats = Object.assign(new Model(), {
    byId: new Map<string, Chat>(),
    get: (id: Wid | string) => Chats.byId.get(typeof id === 'string' ? id : id._serialized),
    getModelsArray: () => [...Chats.byId.values()],
  });
  const Socket = Object.assign(new Model(), {
    state: 'OPENING',
    hasSynced: false,
    logout: () => void post('/unlink', {}),
    takeover: () => Socket.set('state', 'CONNECTED'),
  });
  const Cmd = Object.assign(new Model(), { refreshQR: () => void post('/ref', {}) });
  const Conn = Object.assign(new Model(), {
    ref: undefined as string | undefined,
    platform: 'android',
    serialize: () => ({ pushname: 'Chez Essai', platform: 'android' }),
  });
  // WhatsApp answers with a code only after the client has begun to listen: its first one lacks its first part.
  const listen = Conn.on.bind(Conn);
  Conn.on = (names, heard) => {
    listen(names, heard);
    if (names.includes('change:ref')) void post('/ref', {});
  };

  const chatOf = (id: string) => {
    const found = Chats.byId.get(id);
    if (found) return found;
    const made = new Chat(id);
    Chats.byId.set(id, made);
    return made;
  };
  function add(wire: Wire, isNew: boolean): Message {
    const message = new Message(wire, isNew);
    Msg.byId.set(message.id._serialized, message);
    const chat = chatOf(wire.chat);
    chat.all.push(message);
    if (!wire.fromMe) chat.lastReceivedKey = { _serialized: message.id._serialized };
    if (isNew && !wire.fromMe) chat.set('unreadCount', chat.unreadCount + 1);
    Msg.trigger('add', message);
    return message;
  }

  class MsgKey {
    _serialized: string;
    fromMe = true;
    id: string;
    remote: Wid;
    constructor({ to, id }: { to: Wid; id: string }) {
      this.remote = to;
      this.id = id;
      this._serialized = `true_${to._serialized}_${id}`;
    }
    static async newId() {
      return `3EB0${Math.random().toString(16).slice(2, 14).toUpperCase()}`;
    }
  }

  async function addAndSend(chat: Chat, message: { id: MsgKey; body: string; type: string; t: number }) {
    const wire: Wire = {
      id: message.id.id,
      chat: chat.id._serialized,
      fromMe: true,
      type: message.type,
      body: message.body,
      t: message.t,
      ack: 0,
    };
    add(wire, true);
    await post('/sent', { wire });
  }

  const unreachable = (id: Wid) => id.user.startsWith('9999');
  const modules: Record<string, unknown> = {
    WAWebSocketModel: { Socket },
    WAWebCmd: { Cmd },
    WAWebConnModel: { Conn },
    WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
    WAWebAltDeviceLinkingApi: {
      setPairingType: () => undefined,
      initializeAltDeviceLinking: async () => undefined,
      startAltLinkingFlow: async (phone: string) =>
        (await (await post('/code', { phone })).json()).code as string,
    },
    WABase64: { encodeB64: () => 'AAAA' },
    WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: 1 },
    WAWebAdvSignatureApi: {},
    WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: '' } }) } },
    WAWebSignalStoreApi: {
      waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: '' } }) },
    },
    WAWebUserPrefsMultiDevice: { getADVSecretKey: () => 'secret' },
    WAWebUserPrefsMeUser: {
      getMaybeMePnUser: () => (account.me ? wid(account.me) : undefined),
      getMaybeMeLidUser: () => undefined,
    },
    WAWebCollections: { Msg, Chat: Chats },
    WAWebSyncGatingUtils: {},
    WAWebCallCollection: {},
    WAWebAddonReactionTableMode: { reactionTableMode: { bulkUpsert: () => undefined } },
    WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert: () => undefined } },
    WAWebBackendJobsCommon: { mediaTypeFromProtobuf: () => null },
    WAWebE2EProtoUtils: { typeAttributeFromProtobuf: () => null },
    WALinkify: { findLinks: () => [], findLink: () => null },
    WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
    WAWebMsgKey: MsgKey,
    WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
    WAWebSendMsgChatAction: {
      addAndSendMsgToChat: (chat: Chat, message: Parameters<typeof addAndSend>[1]) => {
        const sent = addAndSend(chat, message);
        return [sent, sent];
      },
    },
    WAWebWidFactory: { createWid: wid, asUserWidOrThrow: wid, createWidFromWidLike: wid },
    WAWebFindChatAction: {
      findOrCreateLatestChat: async (id: Wid) => (unreachable(id) ? null : { chat: chatOf(id._serialized) }),
    },
    WAWebStreamModel: { Stream: { markAvailable: () => undefined, markUnavailable: () => undefined } },
    WAWebUpdateUnreadChatAction: {
      sendSeen: async ({ chat }: { chat: Chat }) => {
        chat.set('unreadCount', 0);
        await post('/seen', { chat: chat.id._serialized, upTo: chat.lastReceivedKey?._serialized });
      },
    },
    WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
    WAWebApiContact: {
      getPhoneNumber: (id: Wid) => {
        const known = account.lids[id._serialized];
        return known ? wid(known) : undefined;
      },
      getCurrentLid: () => undefined,
    },
    WAWebQueryExistsJob: {
      queryWidExists: async (id: Wid) => {
        const answer = await (await post('/exists', { id: id._serialized })).json();
        if (answer.phone) account.lids[id._serialized] = answer.phone;
        return { wid: id };
      },
    },
    WAWebLidMigrationUtils: { toPn: () => undefined },
  };
  page.require = (name: string) => {
    const found = modules[name];
    if (!found) void post('/missing', { name });
    return found;
  };

  function sync(told: { me: string; chats: { id: string; unread: number; messages: Wire[] }[] }) {
    account.me = told.me;
    for (const { id, unread, messages } of told.chats) {
      for (const wire of messages) add(wire, false);
      chatOf(id).unreadCount = unread;
    }
    Socket.set('state', 'CONNECTED');
    Socket.set('hasSynced', true);
  }

  /** What the stand-in says, by its kind. */
  const orders: Record<string, (told: never) => void> = {
    ref: ({ ref }: { ref: string }) => Conn.set('ref', ref),
    paired: (told: Parameters<typeof sync>[0]) => {
      Socket.set('state', 'PAIRING');
      sync(told);
    },
    message: ({ wire }: { wire: Wire }) => void add(wire, true),
    ack: ({ id, ack }: { id: string; ack: number }) => Msg.get(id)?.set('ack', ack),
    edit: ({ id, body }: { id: string; body: string }) => {
      const message = Msg.get(id);
      const before = message?.body;
      message?.set('body', body);
      Msg.trigger('change', message);
      Msg.trigger('change:body', message, body, before);
    },
    revoke: ({ id }: { id: string }) => {
      const message = Msg.get(id);
      message?.set('type', 'revoked');
      Msg.trigger('change:type', message);
    },
    reaction: (told: { id: string; chat: string; about: string; emoji: string }) => {
      const about = Msg.get(told.about);
      const table = modules.WAWebAddonReactionTableMode as {
        reactionTableMode: { bulkUpsert(reactions: unknown[]): void };
      };
      table.reactionTableMode.bulkUpsert([
        {
          id: { fromMe: false, remote: told.chat, id: told.id, _serialized: `false_${told.chat}_${told.id}` },
          reactionParentKey: { ...about?.id, remote: told.chat },
          reactionTimestamp: Date.now(),
          reactionText: told.emoji,
          from: wid(told.chat),
        },
      ]);
    },
    state: ({ state }: { state: string }) => Socket.set('state', state),
    unlinked: () => {
      localStorage.removeItem('device');
      Cmd.trigger('logout');
      location.href = '/?post_logout=1&logout_reason=0';
    },
    frame: () => {
      const frame = document.createElement('iframe');
      frame.src = '/empty';
      document.body.append(frame);
    },
    push: () => history.pushState({}, '', `/?at=${Math.random()}`),
    reload: () => location.reload(),
    hang: ({ milliseconds }: { milliseconds: number }) => {
      const until = Date.now() + milliseconds;
      while (Date.now() < until);
    },
  };

  // Acks, as the client hears them, come by the collection.
  const setAck = orders.ack as (told: { id: string; ack: number }) => void;
  orders.ack = ((told: { id: string; ack: number }) => {
    setAck(told);
    const message = Msg.get(told.id);
    if (message) Msg.trigger('change:ack', message, told.ack);
  }) as never;

  const socket = new EventSource(`/events?device=${device}`);
  socket.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    orders[told.kind]?.(told as never);
  };
  socket.addEventListener('welcome', ({ data }) => {
    const { account: known, debug } = JSON.parse(data);
    if (!known) Socket.set('state', 'UNPAIRED');
    if (known) sync(known);
    // Until it has this, the client waits: a page may sync before, or never boot.
    if (debug) page.Debug = { VERSION: '2.3000.1' };
  });
})();
