import { Text, hubspot } from "@hubspot/ui-extensions";

hubspot.extend<"crm.bulkActions">(() => <__Name__ />);

function __Name__() {
  return <Text>Hello from __title__</Text>;
}
