#!/bin/sh
# Sets the platform's account, then runs the broker. An account of a device:
#   docker compose exec mosquitto mosquitto_passwd -b /mosquitto/config/passwords DEVICE PASSWORD
#   docker compose kill -s HUP mosquitto
set -eu
passwords=/mosquitto/config/passwords
[ -f "$passwords" ] || touch "$passwords"
mosquitto_passwd -b "$passwords" nhippho "$MOSQUITTO_PASSWORD"
chmod 600 "$passwords"
chown mosquitto:mosquitto "$passwords" /mosquitto/data
exec mosquitto -c /mosquitto/config/mosquitto.conf
