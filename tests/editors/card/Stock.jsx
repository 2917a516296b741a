import { Button, hubspot } from '@hubspot/ui-extensions';

hubspot.extend(({ actions }) => <Button onClick={() => refresh(actions)}>Refresh</Button>);

async function refresh(actions) {
  const { stock } = await hubspot.serverless('sync-stok');
  actions.addAlert({ message: `${stock.length} articles` });
}
