/**
 * A reason not to start that the person at the terminal can do something about. Its message is all they
 * are shown: it names what is wrong and what to do, and no stack follows it.
 */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
