// The workbench's page: labels.
