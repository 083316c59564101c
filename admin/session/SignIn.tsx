import { Eye, EyeOff } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CallFailed } from '../api.ts';
import { LanguageSwitch } from '../frame/LanguageSwitch.tsx';
import mark from '../mark.svg';
import { explain, texts } from '../texts/texts.ts';
import { signIn } from './session.ts';

/** The sign-in page. The address stays as it is, so that signing in leads to where one was. */
export function SignIn({ ended }: { ended: boolean }) {
  const words = texts.value.signIn;
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<{ field: 'email' | 'password' | null; text: string } | null>(null);
  const [wait, setWait] = useState(0);
  const [going, setGoing] = useState(false);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('#email')?.focus();
  }, []);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const refuse = (field: 'email' | 'password' | null, text: string) => {
    setProblem({ field, text });
    if (field) form.current?.querySelector<HTMLInputElement>(`#${field}`)?.focus();
  };

  async function submit(event: Event) {
    event.preventDefault();
    if (going || wait > 0 || !form.current) return;
    const data = new FormData(form.current);
    const email = String(data.get('email')).trim();
    const password = String(data.get('password'));
    if (!email) return refuse('email', words.emailMissing);
    if (!/^\S+@\S+\.\S+$/.test(email)) return refuse('email', words.emailOdd);
    if (!password) return refuse('password', words.passwordMissing);
    setProblem(null);
    setGoing(true);
    try {
      await signIn(email, password);
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
      setGoing(false);
      if (fault.code === 'sign_in_slowed' || fault.code === 'too_many_requests') {
        setWait(Math.max(1, Math.ceil(Number(fault.detail.retryAfter) || 1)));
      } else if (fault.code === 'sign_in_failed') refuse('password', words.failed);
      else refuse(null, explain(fault));
    }
  }

  const invalid = (field: 'email' | 'password') => problem?.field === field;
  const described = (field: 'email' | 'password') => (invalid(field) ? 'sign-in-problem' : undefined);

  return (
    <main class="sign-in">
      <form ref={form} class="sign-in-card" noValidate onSubmit={submit} aria-labelledby="sign-in-title">
        <p class="mark" aria-hidden="true">
          <img src={mark} alt="" width="36" height="36" />
          Couvert
        </p>
        <h1 id="sign-in-title">{words.title}</h1>
        <p class="muted">{ended ? words.ended : words.lead}</p>
        <label for="email">{words.email}</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          inputMode="email"
          aria-invalid={invalid('email')}
          aria-describedby={described('email')}
        />
        <label for="password">{words.password}</label>
        <div class="with-button">
          <input
            id="password"
            name="password"
            {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
            autocomplete="current-password"
            aria-invalid={invalid('password')}
            aria-describedby={described('password')}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={shown ? words.hide : words.show}
            onClick={() => setShown(!shown)}
          >
            {shown ? (
              <EyeOff size={18} strokeWidth={1.5} aria-hidden="true" />
            ) : (
              <Eye size={18} strokeWidth={1.5} aria-hidden="true" />
            )}
          </button>
        </div>
        <p id="sign-in-problem" class="problem" role="alert">
          {wait > 0 ? words.slowed(wait) : problem?.text}
        </p>
        <button type="submit" class="button primary" aria-disabled={going || wait > 0}>
          {going ? words.going : words.go}
        </button>
      </form>
      <LanguageSwitch />
    </main>
  );
}
