import { nb } from './form.ts';
import type { Texts } from './fr.ts';

const people = (party: number) => (party === 1 ? `1${nb}person` : `${party}${nb}people`);

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
  whatToChange: () => [
    'All right, nothing is booked yet. What should I change: the day, the time, the number, the name?',
    'Very well. Tell me what changes and I will correct it.',
  ],
  booked: (day, time, people, reference, link) => [
    `It's booked: ${day} at ${time}, ${people}.\nYour reference: ${reference}\nTo see, change or cancel it: ${link}`,
    `Your table is booked: ${day} at ${time}, ${people}.\nReference: ${reference}\nYour booking: ${link}`,
  ],
  requested: (day, time, people, reference, link) => [
    `Your request is in: ${day} at ${time}, ${people}. The restaurant will confirm it.\nReference: ${reference}\nTo follow it: ${link}`,
    `Request noted: ${day} at ${time}, ${people}. The restaurant will answer soon.\nReference: ${reference}\nYour request: ${link}`,
  ],
  seeYou: (day) => [`You're welcome. See you on ${day}!`, `My pleasure, and see you on ${day}.`],
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
  otherWish: () => ['Which other day or time?', 'Tell me another day, or another time.'],
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
  whichToCancel: (list) => [
    `Which one should I cancel?\n${list}`,
    `You have several. The number of the one to cancel?\n${list}`,
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
  kept: () => ['Very well, I am keeping it.', 'All right, nothing changes.'],
  cannotCancel: (phone) => [
    `It can no longer be cancelled here${phone ? `. Please call the restaurant on ${phone}` : ''}.`,
    `It is too late to cancel it here${phone ? `; the restaurant answers on ${phone}` : ''}.`,
  ],
  whichToMove: (list) => [
    `Which one should I change?\n${list}`,
    `You have several. The number of the one to change?\n${list}`,
  ],
  whatToMove: (line) => [
    `Here is ${line}. What should I change: the day, the time, the number?`,
    `This is about ${line}. Tell me the new day, the new time or the number.`,
  ],
  confirmMove: (before, after) => [
    `Instead of ${before}, you will have ${after}. Shall I change it?`,
    `I am changing ${before}: it will be ${after}. Is that right?`,
  ],
  moved: (day, time, people, link) => [
    `It's changed: ${day} at ${time}, ${people}.\nYour booking: ${link}`,
    `Your booking is changed: ${day} at ${time}, ${people}.\n${link}`,
  ],
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
  bot: (restaurant) => [
    `I'm the automatic assistant of ${restaurant}: I book, find and cancel reservations.`,
    `An automatic assistant, working for ${restaurant}. To book, see or cancel a table, this is the place.`,
  ],
  hours: (lines) => [`We take bookings:\n${lines}`, `Here is when we serve:\n${lines}`],
  address: (address) => [`We are at ${address}.`, `The address: ${address}.`],
  notKnown: (phone) => [
    `I don't have that information.${phone ? ` The restaurant answers on ${phone}.` : ''}`,
    `That I don't know.${phone ? ` Please ask on ${phone}.` : ''}`,
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
