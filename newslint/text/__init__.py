"""What stands in a text: functions from a text to spans of it, and from a text to what it is compared by."""
