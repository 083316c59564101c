import { ArrowDown, ArrowUp } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { Add, Field, Remove, Sheet, type Take, Wrong } from './fields.tsx';
import {
  type AreaForm,
  type CombinationForm,
  type Form,
  newKey,
  type Offer,
  offers,
  patched,
  type TableForm,
  withoutTables,
} from './form.ts';
import { type History, PlanBoard } from './plan/PlanBoard.tsx';
import { boardWords } from './plan/words.ts';
import { words } from './texts/words.ts';

function Seats(props: {
  at: string;
  short?: boolean;
  value: { minSeats: string; maxSeats: string };
  onValue: Take<{ minSeats?: string; maxSeats?: string }>;
}) {
  const say = words.value.room;
  return (
    <>
      <Field
        at={`${props.at}.minSeats`}
        label={props.short ? say.min : say.minLong}
        kind="number"
        value={props.value.minSeats}
        onValue={(minSeats, field) => props.onValue({ minSeats }, field)}
      />
      <Field
        at={`${props.at}.maxSeats`}
        label={props.short ? say.max : say.maxLong}
        kind="number"
        value={props.value.maxSeats}
        onValue={(maxSeats, field) => props.onValue({ maxSeats }, field)}
      />
    </>
  );
}

function TableLine(props: {
  at: string;
  table: TableForm;
  onValue: Take<Partial<TableForm>>;
  onRetire: () => void;
}) {
  const say = words.value.room;
  const { at, table, onValue } = props;
  const id = useId();
  return (
    <div class="entry table-entry">
      <Field
        at={`${at}.name`}
        label={say.table}
        max={20}
        value={table.name}
        onValue={(name, field) => onValue({ name }, field)}
      />
      <Seats at={at} short value={table} onValue={onValue} />
      <div class="field">
        <label for={id}>{say.offered}</label>
        <select
          id={id}
          value={table.offered}
          onChange={(event) => onValue({ offered: event.currentTarget.value as Offer }, `${at}.offered`)}
        >
          {offers.map((offer) => (
            <option key={offer} value={offer}>
              {say.offers[offer]}
            </option>
          ))}
        </select>
      </div>
      <Remove label={say.retire(table.name)} onRemove={props.onRetire} />
    </div>
  );
}

/** Tables of one area that make one; the first that is chosen says of which area. */
function CombinationFields(props: {
  at: string;
  areas: AreaForm[];
  value: CombinationForm;
  onValue: Take<Partial<CombinationForm>>;
}) {
  const { at, value, onValue } = props;
  const own = props.areas.find(({ tables }) => tables.some(({ key }) => value.tables.includes(key)));
  return (
    <>
      {(own ? [own] : props.areas).map((area) => (
        <fieldset key={area.key} class="group">
          <legend>{area.name}</legend>
          <div class="weekdays">
            {area.tables.map((table) => {
              const on = value.tables.includes(table.key);
              const tables = on
                ? value.tables.filter((key) => key !== table.key)
                : [...value.tables, table.key];
              return (
                <button
                  key={table.key}
                  type="button"
                  class="weekday"
                  aria-pressed={on}
                  aria-label={words.value.tables(table.name)}
                  onClick={() => onValue({ tables }, `${at}.tables`)}
                >
                  {table.name}
                </button>
              );
            })}
          </div>
        </fieldset>
      ))}
      <Wrong at={`${at}.tables`} />
      <div class="fields">
        <Seats at={at} value={value} onValue={onValue} />
      </div>
    </>
  );
}

/** An area one place earlier or later among the others: so they stand everywhere. */
function Order({ form, index, onForm }: { form: Form; index: number; onForm: Take<Form> }) {
  const say = boardWords();
  const name = form.areas[index]!.name;
  const swap = (by: 1 | -1) => {
    const areas = [...form.areas];
    [areas[index], areas[index + by]] = [areas[index + by]!, areas[index]!];
    onForm({ ...form, areas }, null);
  };
  return (
    <>
      {index > 0 && (
        <button type="button" class="icon-button" aria-label={say.earlier(name)} onClick={() => swap(-1)}>
          <ArrowUp size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
      {index < form.areas.length - 1 && (
        <button type="button" class="icon-button" aria-label={say.later(name)} onClick={() => swap(1)}>
          <ArrowDown size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </>
  );
}

/** Areas, their tables and plans, and what may be joined. */
export function Room({ form, history, onForm }: { form: Form; history: History; onForm: Take<Form> }) {
  const { room: say } = words.value;
  const { areas, combinations } = form;
  const names = areas.flatMap(({ tables }) => tables.map(({ name }) => name.trim()));
  const nameOf = new Map(areas.flatMap(({ tables }) => tables.map(({ key, name }) => [key, name] as const)));
  return (
    <>
      {areas.map((area, index) => {
        const at = `areas.${index}`;
        const title = area.name.trim() || say.newArea;
        const onValue: Take<Partial<AreaForm>> = (change, field) =>
          onForm({ ...form, areas: patched(areas, area.key, change) }, field);
        return (
          <Sheet
            key={area.key}
            title={title}
            acts={
              <>
                <Order form={form} index={index} onForm={onForm} />
                <Remove
                  label={say.retireArea(title)}
                  onRemove={() => {
                    const less = withoutTables(
                      form,
                      area.tables.map(({ key }) => key),
                    );
                    onForm({ ...less, areas: less.areas.filter(({ key }) => key !== area.key) }, null);
                  }}
                />
              </>
            }
          >
            <div class="fields">
              <Field
                at={`${at}.name`}
                label={say.area}
                wide
                value={area.name}
                onValue={(name, field) => onValue({ name }, field)}
              />
            </div>
            <label class="check">
              <input
                type="checkbox"
                checked={area.online}
                onChange={(event) => onValue({ online: event.currentTarget.checked }, `${at}.online`)}
              />
              {say.online}
            </label>
            <PlanBoard
              area={area}
              at={at}
              names={names}
              history={history}
              onArea={onValue}
              onRetire={(key) => onForm(withoutTables(form, [key]), null)}
            />
            <fieldset class="group">
              <legend>{say.tables}</legend>
              {area.tables.map((table, place) => (
                <TableLine
                  key={table.key}
                  at={`${at}.tables.${place}`}
                  table={table}
                  onValue={(change, field) =>
                    onValue({ tables: patched(area.tables, table.key, change) }, field)
                  }
                  onRetire={() => onForm(withoutTables(form, [table.key]), null)}
                />
              ))}
              <Add
                label={say.addTable}
                onAdd={() => {
                  const table = {
                    key: newKey(),
                    name: '',
                    minSeats: '1',
                    maxSeats: '2',
                    offered: 'online' as const,
                    place: null,
                  };
                  onValue({ tables: [...area.tables, table] }, null);
                }}
              />
            </fieldset>
          </Sheet>
        );
      })}
      <Add
        label={say.addArea}
        onAdd={() =>
          onForm(
            { ...form, areas: [...areas, { key: newKey(), name: '', online: true, plan: null, tables: [] }] },
            null,
          )
        }
      />
      <h2 class="among">{say.combinations}</h2>
      <p class="muted among-lead">{say.combinationsLead}</p>
      {combinations.map((one, index) => {
        const names = one.tables.map((key) => nameOf.get(key) ?? '').join(' + ');
        return (
          <Sheet
            key={one.key}
            title={names ? say.combination(names) : say.newCombination}
            acts={
              <Remove
                label={say.retireCombination(names)}
                onRemove={() =>
                  onForm({ ...form, combinations: combinations.filter(({ key }) => key !== one.key) }, null)
                }
              />
            }
          >
            <CombinationFields
              at={`combinations.${index}`}
              areas={areas}
              value={one}
              onValue={(change, field) =>
                onForm({ ...form, combinations: patched(combinations, one.key, change) }, field)
              }
            />
          </Sheet>
        );
      })}
      <Add
        label={say.addCombination}
        onAdd={() =>
          onForm(
            {
              ...form,
              combinations: [...combinations, { key: newKey(), tables: [], minSeats: '', maxSeats: '' }],
            },
            null,
          )
        }
      />
    </>
  );
}
