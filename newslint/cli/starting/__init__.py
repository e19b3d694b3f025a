"""What ``newslint init`` is made of: look at a folder, propose, and write without harming what is there."""
