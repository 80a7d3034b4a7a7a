import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Empty, QueryState } from '../../components/query-state.tsx';
import { Page } from '../../shell/page.tsx';
import { Answer, NoAnswer } from './answer.tsx';
import classes from './explorer.module.css';
import { HistoryList } from './history-list.tsx';
import { tagOf } from './model/etags.ts';
import type { SentRequest } from './model/history.ts';
import { GUEST } from './model/identities.ts';
import { operationGroups, type ApiDocument, type Operation } from './model/operations.ts';
import { initialForm, toPath, toRequest, type FormValues } from './model/request-form.ts';
import { OperationList } from './operation-list.tsx';
import { RequestForm } from './request-form.tsx';
import { useApiDocument, useExchanges, useIdentities } from './use-explorer.ts';

/** Sends requests to the API as a seeded user, and shows the answer next to its trace. */
export function ExplorerPage() {
  return (
    <Page title="API explorer" description="Every operation of the API, sent as a seeded user.">
      <QueryState query={useApiDocument()}>{(document) => <Explorer document={document} />}</QueryState>
    </Page>
  );
}

const route = getRouteApi('/explorer');

const FIRST_OPERATION = 'listProducts';

function Explorer({ document }: { readonly document: ApiDocument }) {
  const { operation: id = FIRST_OPERATION } = route.useSearch();
  const groups = operationGroups(document);
  const operation = groups
    .flatMap(({ operations }) => operations)
    .find(({ operationId }) => operationId === id);
  return (
    <div className={classes['columns']}>
      <div className={classes['column']}>
        <OperationList groups={groups} current={operation?.operationId} />
      </div>
      {operation ? (
        <Exchanges document={document} operation={operation} />
      ) : (
        <Empty title="There is no such operation">Choose one from the list.</Empty>
      )}
    </div>
  );
}

/** A form that was filled for an operation. */
interface Filled {
  readonly operationId: string;
  readonly values: FormValues;
}

function Exchanges({
  document,
  operation,
}: {
  readonly document: ApiDocument;
  readonly operation: Operation;
}) {
  const navigate = useNavigate();
  const { data: identities = [] } = useIdentities();
  const { history, values: remembered, tags, sending } = useExchanges();
  const [user, setUser] = useState(GUEST);
  const [filled, setFilled] = useState<Filled>();
  const fill = (): FormValues =>
    initialForm(operation, {
      remembered: (name) => remembered[name]?.[0],
      newKey: () => crypto.randomUUID(),
    });
  const [initial, setInitial] = useState<Filled>(() => ({
    operationId: operation.operationId,
    values: fill(),
  }));
  if (initial.operationId !== operation.operationId)
    setInitial({ operationId: operation.operationId, values: fill() });
  const values = filled?.operationId === operation.operationId ? filled.values : initial.values;
  const change = (changed: FormValues) => setFilled({ operationId: operation.operationId, values: changed });

  const send = () =>
    sending.mutate(
      { operation, values, user },
      // The same key would replay the answer instead of sending another request.
      { onSuccess: () => change(withNewKey(values)) },
    );
  const choose = (sent: SentRequest) => {
    setUser(sent.user);
    setFilled({ operationId: sent.operationId, values: sent.values });
    void navigate({ to: '/explorer', search: { operation: sent.operationId } });
  };
  const exchange = sending.data?.sent.operationId === operation.operationId ? sending.data : undefined;
  const path = toPath(toRequest(operation, values, { baseUrl: '', hasToken: false }));
  return (
    <>
      <div className={classes['column']}>
        <RequestForm
          document={document}
          operation={operation}
          identities={identities}
          user={user}
          values={values}
          remembered={remembered}
          etag={tagOf(tags, path)}
          isSending={sending.isPending}
          onUser={setUser}
          onChange={change}
          onSend={send}
        />
      </div>
      <div className={classes['column']}>
        {sending.error && <NoAnswer error={sending.error} />}
        {exchange && <Answer exchange={exchange} />}
        {!exchange && !sending.error && (
          <Empty title="Send a request">The answer appears here, next to its trace.</Empty>
        )}
        {history.length > 0 && <HistoryList history={history} onChoose={choose} />}
      </div>
    </>
  );
}

const KEY = 'header:Idempotency-Key';

const withNewKey = (values: FormValues): FormValues =>
  KEY in values.parameters
    ? { ...values, parameters: { ...values.parameters, [KEY]: crypto.randomUUID() } }
    : values;
