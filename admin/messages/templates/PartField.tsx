import type { Ref } from 'preact';
import { useId } from 'preact/hooks';
import type { Template } from '../../../server/templates/contract.ts';
import { type Draft, type Field, isForChats, longest, shown } from './draft.ts';
import { names, words } from './texts/words.ts';

type Props = {
  field: Field;
  template: Template;
  draft: Draft;
  /** It is not what we say. */
  said: boolean;
  problems: string[];
  body: Ref<HTMLTextAreaElement>;
  onType(text: string): void;
};

/** One part of a message: its words, whose they are, and the way back to ours. */
export function PartField({ field, template, draft, said, problems, body, onType }: Props) {
  const says = words.value;
  const id = useId();
  const own = shown(template.own[field], names.value);
  const isBody = field === 'body';
  const lineHint = isForChats(template) ? says.chatHint : says.smsHint;
  const hint = isBody && (template.channel === 'sms' ? lineHint : says.bodyHint);
  const common = {
    id,
    name: field,
    value: draft[field],
    maxLength: longest[field],
    placeholder: own,
    lang: template.locale,
    'aria-invalid': problems.length > 0 ? ('true' as const) : undefined,
    'aria-describedby': `${id}-problem ${hint ? `${id}-hint` : ''}`.trim(),
  };
  return (
    <div class="tpl-field">
      <p class="tpl-label">
        <label for={id}>{says.fields[field]}</label>
        {said && (
          <>
            <span class="badge badge-tag">{says.reworded}</span>
            <button
              type="button"
              class="text-button"
              aria-label={says.backOne(says.fields[field])}
              onClick={() => onType(own)}
            >
              {says.back}
            </button>
          </>
        )}
      </p>
      {isBody ? (
        <textarea
          {...common}
          ref={body}
          rows={template.channel === 'sms' ? 5 : 7}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      ) : (
        <input type="text" {...common} onInput={(event) => onType(event.currentTarget.value)} />
      )}
      <p class="problem" id={`${id}-problem`} aria-live="polite">
        {problems.join(' ')}
      </p>
      {hint && (
        <p class="muted small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
