/** Runs an InfluxQL statement on InfluxDB 1.x. */
export async function influxQuery({ influx, login }, statement, database = '') {
  const response = await fetch(`${influx}/query?db=${encodeURIComponent(database)}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ q: statement }),
  });
  if (!response.ok) throw new Error(`InfluxDB: ${response.status} ${await response.text()}`);
  return response.json();
}
