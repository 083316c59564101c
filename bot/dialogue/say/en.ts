import { nb } from './form.ts';
import type { Texts } from './fr.ts';

const people = (party: number) => (party === 1 ? `1${nb}person` : `${party}${nb}people`);

/** How long before: "the day before", "3 hours before". */
const before = (hours: number | null) => {
  if (hours === null || hours === 24) return 'the day before';
  if (hours === 1) return 'an hour before';
  return hours % 24 === 0 ? `${hours / 24}${nb}days before` : `${hours}${nb}hours before`;
};

/** What the bot says in English. */
export const en: Texts = {
  hello: (restaurant, evening) => [
    `${evening ? 'Good evening' : 'Hello'}, this is ${restaurant}.`,
    `${evening ? 'Good evening' : 'Hello'} and welcome to ${restaurant}.`,
  ],
  helloAgain: () => ["I'm listening.", "Yes, I'm here."],
  offerTable: () => [
    'I take reservations: a table for how many?',
    'I can find you a table. How many guests?',
  ],
  askParty: () => ['For how many people?', 'How many will you be?', 'How many guests should I plan for?'],
  askDay: () => ['For which day?', 'What day would suit you?', 'Which date would you like?'],
  askTime: () => ['At what time?', 'What time suits you?', 'Around what time?'],
  openTimes: (day, people, times) => [
    `On ${day}, for ${people}, we have tables ${times}. What time suits you?`,
    `There is room on ${day} for ${people} ${times}. When would you like to come?`,
  ],
  askName: () => ['Under what name?', 'What name shall I put?', 'Whose name shall I book under?'],
  askPhone: () => [
    'And your phone number?',
    'What number can we reach you on?',
    'I still need your phone number: what is it?',
  ],
  phoneWrong: (problem) => {
    if (problem === 'too_short')
      return [
        'That number seems incomplete. Could you send it in full?',
        'There are still digits missing. What is the whole number?',
      ];
    if (problem === 'too_long')
      return [
        'That number has too many digits. If it is foreign, add its country code, such as +44.',
        'There are still too many digits. What is your number?',
      ];
    return [
      "I can't read that number. Could you send it again, with its country code if it is foreign?",
      'That number does not work. With its country code, such as +44, what is it?',
    ];
  },
  confirm: (day, time, people, name, remark) => {
    const what = `${day} at ${time}, ${people}, under the name ${name}${remark ? `, with this note: “${remark}”` : ''}`;
    return [
      `To recap: ${what}. Is that right?`,
      `So, ${what}. Shall I book it?`,
      `Here is what I have: ${what}. Is it correct?`,
    ];
  },
  confirmRequest: (day, time, people, name, remark) => {
    const what = `${day} at ${time}, ${people}, under the name ${name}${remark ? `, with this note: “${remark}”` : ''}`;
    return [
      `To recap: ${what}. For that many it is a request, which the restaurant confirms. Shall I send it?`,
      `So, ${what}. The restaurant answers groups of this size itself. Shall I send the request?`,
    ];
  },
  whatToChange: () => [
    'All right, nothing is booked yet. What should I change: the day, the time, the number, the name?',
    'Very well. Tell me what changes and I will correct it.',
  ],
  notYet: () => ['Not yet: nothing is booked so far.', "No, it isn't booked yet."],
  takeYourTime: () => ["Take your time, I'm here.", 'No problem, write to me when you know.'],
  asLastTime: (people, time) => [
    `As last time: ${people}, at ${time}.`,
    `The same again: ${people}, at ${time}.`,
  ],
  noLastTime: () => [
    "I can't find your last reservation here, but this won't take long.",
    "I don't have your last reservation before me.",
  ],
  booked: (day, time, people, reference, link) => [
    `It's booked: ${day} at ${time}, ${people}.\nYour reference: ${reference}\nTo see, change or cancel it: ${link}`,
    `Your table is booked: ${day} at ${time}, ${people}.\nReference: ${reference}\nYour booking: ${link}`,
  ],
  requested: (day, time, people, reference, link) => [
    `Your request is in: ${day} at ${time}, ${people}. The restaurant will confirm it.\nReference: ${reference}\nTo follow it: ${link}`,
    `Request noted: ${day} at ${time}, ${people}. The restaurant will answer soon.\nReference: ${reference}\nYour request: ${link}`,
  ],
  askReminder: (hours) => [
    `May we remind you here ${before(hours)}?`,
    `Would you like a reminder here ${before(hours)}?`,
  ],
  reminderYes: () => ['Very well, I will write to you here.', 'All right, you will have a reminder here.'],
  reminderNo: () => ['All right, no reminder.', 'Very well, I will not write to you about it.'],
  seeYou: (until) => [`You're welcome. See you ${until}!`, `My pleasure, and see you ${until}.`],
  welcome: () => ["You're welcome.", 'My pleasure.'],
  farewell: () => ['Goodbye, and see you soon.', 'See you soon.'],
  full: (day, time) => [`We are full on ${day} at ${time}.`, `There is no table left on ${day} at ${time}.`],
  taken: () => ['That table has just been taken.', 'Somebody took the last table in the meantime.'],
  notASlot: (time) => [
    `We take no bookings at ${time} that day.`,
    `Tables are not booked at ${time} that day.`,
  ],
  tooLate: (time) => [`It is too late to book for ${time}.`, `Bookings for ${time} have closed.`],
  closed: (day) => [`We are closed on ${day}.`, `The restaurant is closed on ${day}.`],
  dayFull: (day, people) => [
    `There is no table left on ${day} for ${people}.`,
    `On ${day} everything is taken for ${people}.`,
  ],
  dayFullPart: (day, part) => [
    `On ${day} there is nothing left ${part}.`,
    `Nothing is left ${part} on ${day}.`,
  ],
  noService: (day, part) => [`On ${day} we do not serve ${part}.`, `There is no service ${part} on ${day}.`],
  closedBecause: (message) => [`The restaurant says: “${message}”`, `Their note: “${message}”`],
  areaFull: (place, when) => [`There is no room ${place} ${when}.`, `We are full ${place} ${when}.`],
  elsewhere: (list) => [
    `That day our other houses have a table:\n${list}`,
    `There is room that day in our other houses:\n${list}`,
  ],
  orWait: () => [
    'If it has to be that time, write “waitlist” and I will tell you as soon as a table frees up.',
    'The waitlist is open for that time: just ask me.',
  ],
  askWait: () => [
    'Would you like me to put you on the waitlist?',
    'Shall I put you on the waitlist, in case a table frees up?',
  ],
  confirmWait: (day, time, people, name) => {
    const what = `waitlist for ${day}, around ${time}, ${people}, under the name ${name}`;
    return [`To recap: ${what}. Shall I add you?`, `So, ${what}. Is that right?`];
  },
  waits: (day, link) => [
    `You are on the waitlist for ${day}. If a table frees up you will be told: answer yes or no, here or through this link.\n${link}`,
    `Done: waitlist for ${day}. As soon as a table frees up you are told, and a yes is enough.\n${link}`,
  ],
  waitsAlready: (day) => [
    `You are already on the waitlist for ${day}.`,
    `This number is already waiting for a table on ${day}.`,
  ],
  noWaitlist: (phone) => [
    `I have no waitlist for that day${phone ? `; the restaurant answers on ${phone}` : ''}.`,
    `I can't let you wait for a table here${phone ? `. By phone: ${phone}` : ''}.`,
  ],
  notFullAfterAll: () => ['Good news: there is a table.', 'There is a table after all.'],
  leftWaitlist: () => ['Done, you are no longer waiting.', 'All right, I am taking you off the waitlist.'],
  noWaits: () => ['I see you on no waitlist.', 'You are not waiting for anything here.'],
  offerTaken: (day, time, people, reference, link) => [
    `The table is yours: ${day} at ${time}, ${people}.\nYour reference: ${reference}\nTo see, change or cancel it: ${link}`,
    `It's booked: ${day} at ${time}, ${people}.\nReference: ${reference}\nYour booking: ${link}`,
  ],
  offerDeclined: () => [
    'All right, I am leaving it to somebody else.',
    'Very well, that table goes to another guest.',
  ],
  offerOver: () => [
    'That table is no longer kept: the time to answer is over.',
    'Too late for that one, it is gone.',
  ],
  unsubscribed: (restaurant) => [
    `Noted: ${restaurant} will not write to you here any more, except to answer your messages; your reservations stay as they are.`,
    `That was already noted: no more messages from ${restaurant} here, except to answer yours.`,
  ],
  yourData: (link, contact) => [
    `This page shows what we keep of your reservation:\n${link}\nFor a copy of everything, a correction or an erasure, ${contact}.`,
    `Here is the page of your reservation, with what is kept of it:\n${link}\nFor the rest of your data, ${contact}.`,
  ],
  dataBy: (contact) => [
    `I see no coming reservation in this chat. To know what is kept about you, to correct or to erase it, ${contact}.`,
    `For your data, ${contact}: nothing is coming up in this chat.`,
  ],
  writeTo: (email, phone) =>
    email && phone
      ? `write to ${email} or call ${phone}`
      : email
        ? `write to ${email}`
        : phone
          ? `call ${phone}`
          : 'ask the restaurant',
  parking: (told) => [told, `Parking: ${told}`],
  allergens: (told) => [told, `About allergies: ${told}`],
  menu: (link) => [`Our menu:\n${link}`, `The menu is here:\n${link}`],
  phoneIs: (phone) => [`Our number: ${phone}.`, `You can reach us on ${phone}.`],
  dayHours: (day, times) => [`We are open on ${day}: ${times}.`, `On ${day} we serve: ${times}.`],
  served: (shift, first, last) => `${shift} from ${first} to ${last}`,
  offer: (list) => [
    `The nearest free times:\n${list}\nWhich one suits you? A number is enough.`,
    `I can offer you:\n${list}\nAnswer with its number, or give another time.`,
    `We still have:\n${list}\nWhich number would you like?`,
  ],
  offerOne: (slot) => [`I can offer ${slot}. Would that do?`, `There is ${slot}. Does that suit you?`],
  nothingNear: () => [
    'I see nothing free around that date. Which other day would suit you?',
    'Nothing free near it either. Do you have another date?',
  ],
  nothingEarlier: (time) => [
    `There is nothing earlier than ${time} that day.`,
    `${time} is the earliest that is left.`,
  ],
  nothingLater: (time) => [
    `There is nothing later than ${time} that day.`,
    `${time} is the latest that is left.`,
  ],
  otherWish: () => ['Which other day or time?', 'Tell me another day, or another time.'],
  whichTime: (times) => [`And the time: ${times}?`, `Which do you prefer: ${times}?`, `So, ${times}?`],
  whichNumber: () => ['Which one? The number is enough.', 'Just give me the number of your choice.'],
  past: (day) => [
    `${day} has already passed. Which day would you like?`,
    `I can't book for ${day}, which is over. Which day is it for?`,
  ],
  pastTime: (time, now) => [
    `It is already ${now} here, so ${time} has passed.`,
    `${time} has gone by, it is ${now}.`,
  ],
  tooFar: (lastDay) => [
    `Bookings are open until ${lastDay}. Which day before then?`,
    `I can book up to ${lastDay}. Which day would suit you?`,
  ],
  tooMany: (max, phone) => {
    const call = phone ? `please call the restaurant on ${phone}` : 'please contact the restaurant directly';
    return [
      `For more than ${max} people, ${call}: the team will arrange it with you. If you are fewer, tell me how many.`,
      `I can book for up to ${max} people; beyond that, ${call}. Would you like a table for fewer?`,
    ];
  },
  tooFew: (min) => [
    `We book from ${min} people. How many will you be?`,
    `It takes at least ${min}. For how many people?`,
  ],
  noSuchDay: (said) => [
    `There is no “${said}” in the calendar. Which day do you mean?`,
    `I can't find “${said}”. What is the right date?`,
  ],
  wrongWeekday: (date, weekday, list) => [
    `${date} is a ${weekday}. Which day would you like?\n${list}`,
    `Note that ${date} falls on a ${weekday}. Which one is it?\n${list}`,
  ],
  whichOne: (list) => [`Which one shall I put?\n${list}`, `To be sure, which of these?\n${list}`],
  whichParty: (parties) => [`${parties}?`, `Shall I put ${parties}?`],
  whyPhone: () => [
    'The restaurant uses it to reach you about this booking.',
    'It is to let you know should anything change for this table.',
  ],
  noBookings: (phone) => [
    `I see no coming reservation in this chat. The link in your confirmation lets you see and cancel it${phone ? `; otherwise the restaurant answers on ${phone}` : ''}.`,
    `There is none to come here. If you booked elsewhere, please use the link in your confirmation${phone ? `, or call ${phone}` : ''}.`,
  ],
  yourBooking: (line, link) => [
    `Your reservation: ${line}.\n${link}`,
    `Here is your coming reservation: ${line}.\n${link}`,
  ],
  yourBookings: (list) => [`Your coming reservations:\n${list}`, `Here are your reservations:\n${list}`],
  whichBooking: {
    cancel: (list) => [
      `Which one should I cancel?\n${list}`,
      `You have several. The number of the one to cancel?\n${list}`,
    ],
    change: (list) => [
      `Which one should I change?\n${list}`,
      `You have several. The number of the one to change?\n${list}`,
    ],
    confirm: (list) => [
      `Which one are you confirming?\n${list}`,
      `You have several. The number of the one to confirm?\n${list}`,
    ],
  },
  comes: (when) => [
    `Thank you, noted: we expect you on ${when}.`,
    `That is confirmed for ${when}. Thank you for telling us.`,
  ],
  confirmCancel: (line) => [
    `Shall I cancel ${line}?`,
    `You want to cancel ${line}, is that right?`,
    `Yes to cancel ${line}, no to keep it?`,
  ],
  cancelled: (day) => [
    `It is cancelled for ${day}. Another time, with pleasure.`,
    `Your reservation of ${day} is cancelled.`,
  ],
  confirmCancelAll: (list) => [
    `Shall I cancel all of these?\n${list}`,
    `You want to cancel everything, is that right?\n${list}`,
  ],
  lateNoted: () => [
    'Thank you for telling us: it is noted, and the team can see it. See you soon, travel safely.',
    'Noted, thank you. The team knows; see you in a moment.',
  ],
  veryLateNoted: () => [
    'Thank you for telling us: the team sees it at once, and will tell you here how long they can keep the table.',
    'Noted, thank you. With that much delay, the team will answer you here about the table.',
  ],
  lateTold: (phone) => [
    `Thank you for telling us: I am letting the team know right away.${phone ? ` To speak to them: ${phone}.` : ''}`,
    `I have told the team, thank you.${phone ? ` Their number, should you need it: ${phone}.` : ''}`,
  ],
  confirmWish: (before, after, remark) => {
    const note = remark ? `, with this note: “${remark}”` : '';
    return [
      `That is for the restaurant to decide. Shall I ask them for ${after}${note}, instead of ${before}? Until then nothing changes.`,
      `The restaurant has to agree to ${after}${note}, instead of ${before}. Shall I ask?`,
    ];
  },
  wished: () => [
    'I have asked: the restaurant will answer you soon. Until then your reservation stays as it is.',
    'The request is on its way; you keep your reservation until they answer.',
  ],
  kept: () => ['Very well, I am keeping it.', 'All right, nothing changes.'],
  cannotCancel: (phone) => [
    `It can no longer be cancelled here${phone ? `. Please call the restaurant on ${phone}` : ''}.`,
    `It is too late to cancel it here${phone ? `; the restaurant answers on ${phone}` : ''}.`,
  ],
  whatToMove: (line) => [
    `Here is ${line}. What should I change: the day, the time, the number, a note?`,
    `This is about ${line}. Tell me the new day, the new time, the number, or a note.`,
  ],
  confirmMove: (before, after, remark) => {
    const note = remark ? `, with this note: “${remark}”` : '';
    return [
      `Instead of ${before}, you will have ${after}${note}. Shall I change it?`,
      `I am changing ${before}: it will be ${after}${note}. Is that right?`,
    ];
  },
  confirmNote: (before, remark) => [
    `I am adding to ${before}: “${remark}”. Is that right?`,
    `On ${before} I will note: “${remark}”. Yes?`,
  ],
  moved: (day, time, people, link) => [
    `It's changed: ${day} at ${time}, ${people}.\nYour booking: ${link}`,
    `Your booking is changed: ${day} at ${time}, ${people}.\n${link}`,
  ],
  noteAdded: (day) => [`Noted for ${day}; the team will see it.`, `That is added to your booking of ${day}.`],
  takenWhileMoving: () => [
    'That table has just been taken; yours is still yours.',
    'Somebody was faster; your booking has not moved.',
  ],
  cannotMove: (phone) => [
    `It can no longer be changed here${phone ? `. Please call the restaurant on ${phone}` : ''}.`,
    `It is too late to change it here${phone ? `; the restaurant answers on ${phone}` : ''}.`,
  ],
  changeByPerson: () => [
    'That is for the restaurant to see to. Shall I ask them to answer you here?',
    "I can't note that on a reservation once made, but the team can. Shall I let them know?",
  ],
  dropped: () => [
    "All right, let's leave it. Tell me if you would like to book.",
    'Forgotten. I am here if you need me.',
  ],
  notUnderstood: () => [
    "Sorry, I didn't understand.",
    "I'm afraid I didn't get that.",
    "I'm not sure what you mean.",
  ],
  whatICanDo: () => [
    'I can book a table, find your reservation or cancel it.',
    'Here you can book, see or cancel a reservation.',
  ],
  offerPerson: () => [
    'Would you like someone from the team to answer you?',
    'I can ask somebody at the restaurant to take over: yes?',
  ],
  personCalled: (phone) => [
    `I've told the team: somebody will answer you here.${phone ? ` If it is urgent, call ${phone}.` : ''}`,
    `The team knows and will answer you here.${phone ? ` By phone: ${phone}.` : ''}`,
  ],
  carryOn: () => ["Very well, let's go on.", 'All right, back to it.'],
  asYouLike: () => ['As you like. I am here if you need me.', 'All right. Write to me any time.'],
  calm: () => [
    "I'm sorry this is not going the way you want.",
    'I understand that this is annoying. Let us take it calmly.',
  ],
  onlyYours: () => [
    'I only show reservations to the person who made them.',
    'Other people’s reservations stay between them and the restaurant.',
  ],
  bot: (restaurant) => [
    `I'm the automatic assistant of ${restaurant}: I book, find and cancel reservations.`,
    `An automatic assistant, working for ${restaurant}. To book, see or cancel a table, this is the place.`,
  ],
  hours: (lines) => [`We take bookings:\n${lines}`, `Here is when we serve:\n${lines}`],
  address: (address, map) => [`We are at ${address}.\n${map}`, `The address: ${address}.\n${map}`],
  notKnown: (phone) => [
    `I don't have that information.${phone ? ` The restaurant answers on ${phone}.` : ''}`,
    `That I don't know.${phone ? ` Please ask on ${phone}.` : ''}`,
  ],
  passedOn: (wish) => [
    `I can't promise it, but I am noting it for the team: “${wish}”.`,
    `I am passing it on to the team: “${wish}”. They will do their best.`,
  ],
  leftOpen: () => [
    'Goodbye. Nothing is booked for now: write to me any time.',
    'See you soon. I have booked nothing; we can go on whenever you like.',
  ],
  noted: () => ['Noted.', "I've made a note of it."],
  languageNow: () => ["Of course, let's go on in English.", 'Certainly, in English.'],
  trouble: (phone) => [
    `Something went wrong on our side and I can't answer. Your message has gone to the team.${phone ? ` You can also call ${phone}.` : ''}`,
    `I still can't manage it; the team has been told.${phone ? ` Their number: ${phone}.` : ''}`,
  ],
  bookingTrouble: (phone) => [
    `The booking could not be saved, and the fault is ours. The team has been told.${phone ? ` You can call ${phone}.` : ''}`,
    `I still could not save it. The team is taking over.${phone ? ` Their number: ${phone}.` : ''}`,
  ],
  people,
  until: (day, near) => (near === null ? `on ${day}` : { today: 'later', tomorrow: 'tomorrow' }[near]),
  onDay: (day) => `on ${day}`,
  lineOf: (what, told) => `${what}: ${told}`,
  atTime: (day, time) => `${day} at ${time}`,
  bookingLine: (day, time, party, reference) =>
    `${day} at ${time}, ${people(party)} (reference ${reference})`,
  yourReservationOf: (day, time, party) => `your reservation on ${day} at ${time}, ${people(party)}`,
  andThen: ', then ',
  openAt: (times) => `at ${times}`,
  openRange: (first, last) => `from ${first} to ${last}`,
  hoursLine: (weekdays, shift, first, last) => `${weekdays}: ${shift}, ${first} to ${last}`,
  parts: {
    morning: 'in the morning',
    midday: 'at lunchtime',
    afternoon: 'in the afternoon',
    evening: 'in the evening',
    brunch: 'for brunch',
  },
  everyDay: 'every day',
  untilDay: (first, last) => `${first} to ${last}`,
};
