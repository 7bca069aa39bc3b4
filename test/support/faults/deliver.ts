import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type DailyStepName, STEP_NAMES, STEPS, type StepName } from '../../../infra/definitions.ts';
import type { StepHandler } from '../../../infra/local/pump.ts';
import { setClock } from './clock.ts';
import { type Done, type FaultKind, meet, refuseDead } from './faults.ts';
import { type Arrival, type Sender, sentBy, watchWire } from './wire.ts';

/** The faults and turns of one run; nothing else is left to chance. */
export interface Schedule {
  /** Each chooses, of the requests that wait and the messages that are visible, what goes on next; after the last the first always. */
  readonly picks: readonly number[];
  /** What befalls the n-th request of the run, and those like it that the same invocation makes after it, so many in all. */
  readonly faults: readonly { readonly at: number; readonly kind: FaultKind; readonly times: number }[];
  /** Messages (by their place in the order of sending) that the queue delivers once more, at the same time or later. */
  readonly doubled: readonly number[];
  /** Messages that are received, and never seen by a function, the first time. */
  readonly lost: readonly number[];
  /** Most messages of a batch of the aggregate queue. */
  readonly batch: number;
}

export const QUIET: Schedule = { picks: [], faults: [], doubled: [], lost: [], batch: 1000 };

/** What a schedule starts has no queue of its own, but is tried again by Lambda like a message. */
export type Kind = StepName | DailyStepName;

export interface Start {
  readonly step: Kind;
  readonly body: string;
}

interface Message extends Start {
  readonly id: string;
  receives: number;
  visibleAt: number;
  gone: boolean;
  /** Deliveries that the queue makes beyond those it should. */
  extra: number;
  loseNext: boolean;
}

/** The functions with their clients, of which each works on one event at a time, as in Lambda. */
export type Container = Readonly<Record<Kind, StepHandler>>;

export interface Containers {
  take(): Container;
  /** Not alive: its function died. */
  giveBack(container: Container, alive: boolean): void;
}

/** After a minute and then two Lambda starts anew what a schedule started and failed. */
const DAILY_TRIES = { maxReceives: 3, visibilitySeconds: 60 };

const triesOf = (step: Kind) => (step === 'dispatch' || step === 'remind' ? DAILY_TRIES : STEPS[step].queue);

interface Invocation {
  readonly sender: Sender;
  readonly step: Kind;
  readonly messages: readonly Message[];
  readonly container: Container;
  readonly waiting: Arrival[];
  inFlight: number;
  dead: boolean;
  settled: boolean;
  /** Faults that befall its next requests of a kind, too. */
  readonly again: Map<string, { kind: FaultKind; left: number }>;
  returned: ReadonlySet<string>;
}

/** A mail that was handed over. */
export interface Sent {
  readonly raw: string;
  readonly to: string;
  /** Nobody who could have known that it had gone has noted it. */
  open: boolean;
}

export interface Run {
  /** Requests that reached the embedded AWS. */
  readonly requests: number;
  readonly mails: readonly Sent[];
  readonly objects: ReadonlyMap<string, string>;
  readonly replayed: number;
  readonly trace: readonly string[];
}

const BEGIN = Date.UTC(2026, 0, 15, 10);
const REQUEST_MILLISECONDS = 20;
const MOST_ACTIVE = 3;
const MOST_OFFERED = 4;
const STUCK_MILLISECONDS = 20_000;

const queueOf = (url: string): StepName | null => {
  const name = url.split('-').at(-1);
  return STEP_NAMES.find((step) => step === name) ?? null;
};

/** Runs messages to their end through the handlers as SQS and Lambda would, under a schedule. */
export async function deliver(starts: readonly Start[], containers: Containers, schedule: Schedule): Promise<Run> {
  let clock = BEGIN;
  let requests = 0;
  let faultsOn = true;
  let replayed = 0;
  let nextPick = 0;
  const messages: Message[] = [];
  const active: Invocation[] = [];
  const bySender = new Map<number, Invocation>();
  const mails: Sent[] = [];
  const openMails = new Map<Invocation, Sent>();
  const objects = new Map<string, string>();
  const trace: string[] = [];
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };

  function send(step: Kind, body: string): void {
    const place = messages.length;
    messages.push({
      ...{ id: `m${place}`, step, body, receives: 0, visibleAt: clock, gone: false },
      extra: faultsOn ? schedule.doubled.filter((one) => one === place).length : 0,
      loseNext: faultsOn && schedule.lost.includes(place),
    });
  }

  function arrived(arrival: Arrival): void {
    const invocation = bySender.get(arrival.sender);
    if (!invocation || invocation.dead) {
      refuseDead(arrival);
      return;
    }
    invocation.sender.underway.delete(arrival.index);
    invocation.waiting.push(arrival);
    invocation.waiting.sort((a, b) => a.index - b.index);
    change();
  }

  const isBusy = ({ settled, waiting, inFlight, sender, dead }: Invocation): boolean =>
    !settled && (dead || inFlight > 0 || waiting.length === 0 || sender.underway.size > 0);

  /** Until every invocation waits for a request to be answered, or has ended. */
  async function quiet(): Promise<void> {
    while (active.some(isBusy)) {
      const stuck = new AbortController();
      const late = sleep(STUCK_MILLISECONDS, 'late', { signal: stuck.signal }).catch(() => 'done');
      if ((await Promise.race([changed.promise, late])) === 'late') throw new Error(`Stuck:\n${trace.join('\n')}`);
      stuck.abort();
    }
    for (const one of active.filter(({ settled }) => settled)) end(one);
  }

  function end(invocation: Invocation): void {
    active.splice(active.indexOf(invocation), 1);
    bySender.delete(invocation.sender.id);
    openMails.delete(invocation);
    containers.giveBack(invocation.container, !invocation.dead);
    for (const message of invocation.messages)
      if (!invocation.dead && !invocation.returned.has(message.id)) message.gone = true;
    trace.push(
      `#${invocation.sender.id} ${invocation.dead ? 'is dead' : `ends${invocation.returned.size > 0 ? ', failing' : ''}`}`,
    );
  }

  /** Messages a receive may give now, those first that were sent first. */
  function visible(): Message[] {
    const ready = messages.filter((message) =>
      message.receives > 0 && message.extra > 0
        ? true
        : !message.gone && message.visibleAt <= clock && !isDead(message),
    );
    return ready.slice(0, MOST_OFFERED);
  }

  const isDead = ({ step, receives }: Message): boolean => receives >= triesOf(step).maxReceives;

  function batchOf(first: Message): Message[] {
    if (first.step !== 'aggregate') return [first];
    const others = messages.filter((message) => message !== first && message.step === first.step);
    return [first, ...others.filter((m) => !m.gone && m.visibleAt <= clock && !isDead(m))].slice(0, schedule.batch);
  }

  function start(first: Message): void {
    const batch = batchOf(first);
    for (const message of batch) {
      if (message.receives > 0 && message.extra > 0) message.extra -= 1;
      else {
        message.receives += 1;
        message.visibleAt = clock + triesOf(message.step).visibilitySeconds * 1000;
      }
    }
    if (batch.some(({ loseNext }) => loseNext)) {
      for (const message of batch) message.loseNext = false;
      trace.push(`${batch.map(({ id }) => id).join(' ')} lost`);
      return;
    }
    const container = containers.take();
    const invocation: Invocation = {
      ...{ step: first.step, container, messages: batch, waiting: [], inFlight: 0, dead: false, settled: false },
      sender: { id: nextSender++, sent: 0, underway: new Set(), onFailed: change },
      again: new Map(),
      returned: new Set(),
    };
    active.push(invocation);
    bySender.set(invocation.sender.id, invocation);
    trace.push(`#${invocation.sender.id} ${first.step} ${batch.map(({ id }) => id).join(' ')}`);
    const settle = (returned: readonly string[]) => {
      invocation.returned = new Set(returned);
      invocation.settled = true;
      change();
    };
    const all = batch.map(({ id }) => id);
    sentBy(invocation.sender, () => container[first.step](eventOf(batch))).then(
      (response: SQSBatchResponse | undefined) =>
        settle((response?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)),
      () => settle(all),
    );
  }

  function fateOf(invocation: Invocation, arrival: Arrival): FaultKind | null {
    const name = `${arrival.service} ${arrival.action}`;
    const again = invocation.again.get(name);
    if (again) {
      again.left -= 1;
      if (again.left === 0) invocation.again.delete(name);
      return again.kind;
    }
    const fault = faultsOn ? schedule.faults.find(({ at }) => at === requests) : undefined;
    if (!fault) return null;
    if (fault.times > 1) invocation.again.set(name, { kind: fault.kind, left: fault.times - 1 });
    return fault.kind;
  }

  async function grant(invocation: Invocation): Promise<void> {
    const arrival = invocation.waiting.shift();
    if (!arrival) return;
    const kind = fateOf(invocation, arrival);
    const { service, action } = arrival;
    trace.push(`#${invocation.sender.id} ${requests} ${service} ${action}${kind ? ` ${kind}` : ''}`);
    const which = requests;
    requests += 1;
    clock += REQUEST_MILLISECONDS;
    setClock(clock);
    const looked =
      service === 'ses' || action === 'SendMessageBatch' || action === 'PutObject' || openMails.has(invocation);
    invocation.inFlight += 1;
    const done = await meet(arrival, kind, which, looked);
    invocation.inFlight -= 1;
    note(invocation, arrival, done);
    if (done.died) {
      invocation.dead = true;
      for (const waiting of invocation.waiting.splice(0)) refuseDead(waiting);
    }
  }

  /** Takes note of what the emulator did, whether or not anybody was told. */
  function note(invocation: Invocation, { service, action, path }: Arrival, done: Done): void {
    const { answer, body, answered } = done;
    if (answer === null || answer.status !== 200) return;
    if (service === 'ses') {
      const { Content, Destination } = JSON.parse(body.toString('utf8'));
      const sent = {
        raw: Buffer.from(Content.Raw.Data, 'base64').toString('utf8'),
        to: Destination.ToAddresses.join(),
        open: true,
      };
      mails.push(sent);
      if (answered) openMails.set(invocation, sent);
    } else if (service === 'dynamodb') {
      const sent = openMails.get(invocation);
      if (sent && body.includes('"DONE#') && body.includes('"at"')) {
        sent.open = false;
        openMails.delete(invocation);
      }
    } else if (action === 'SendMessageBatch') {
      const { QueueUrl, Entries } = JSON.parse(body.toString('utf8'));
      const { Successful = [] } = JSON.parse(answer.body.toString('utf8'));
      const taken = new Set(Successful.map(({ Id }: { Id: string }) => Id));
      const step = queueOf(QueueUrl);
      for (const { Id, MessageBody } of Entries) if (step && taken.has(Id)) send(step, MessageBody);
    } else if (action === 'PutObject') {
      objects.set(decodeURIComponent(path.split('?')[0]?.split('/').slice(2).join('/') ?? ''), body.toString('base64'));
    }
  }

  /** To when the next message becomes visible; when all that is left are dead letters, these are moved back once and faults cease. */
  function goOn(): boolean {
    const left = messages.filter(({ gone }) => !gone);
    const times = left.filter((message) => !isDead(message)).map(({ visibleAt }) => visibleAt);
    if (times.length > 0) {
      clock = Math.max(clock, Math.min(...times));
      return true;
    }
    if (left.length === 0) return false;
    if (!faultsOn) throw new Error(`A dead letter fails again without any fault:\n${trace.join('\n')}`);
    clock += 24 * 3_600_000;
    faultsOn = false;
    for (const message of left) {
      message.gone = true;
      replayed += 1;
      trace.push(`${message.id} moved back`);
      send(message.step, message.body);
    }
    return true;
  }

  watchWire(arrived);
  setClock(clock);
  try {
    for (const { step, body } of starts) send(step, body);
    for (;;) {
      await quiet();
      const choices = [...active, ...(active.length < MOST_ACTIVE ? visible() : [])];
      if (choices.length === 0) {
        if (!goOn()) break;
        setClock(clock);
        continue;
      }
      const pick = nextPick < schedule.picks.length ? (schedule.picks[nextPick] ?? 0) : 0;
      nextPick += 1;
      const choice = choices[pick % choices.length];
      if (!choice) continue;
      if ('sender' in choice) await grant(choice);
      else start(choice);
    }
    return { requests, mails, objects, replayed, trace };
  } finally {
    setClock(null);
  }
}

let nextSender = 1;

function eventOf(messages: readonly Message[]): SQSEvent {
  return {
    Records: messages.map(({ id, body, receives, step }) => ({
      messageId: id,
      receiptHandle: `${id}-${receives}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(BEGIN),
        SenderId: 'test',
        ApproximateFirstReceiveTimestamp: String(BEGIN),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:eu-west-1:000000000000:jalon-${step}`,
      awsRegion: 'eu-west-1',
    })),
  };
}
