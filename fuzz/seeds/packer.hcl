variable "environment" { type = string }
locals { name = "shop-${var.environment}" }
module "network" {
  source  = "./network"
  version = "~> 5.0"
}
resource "aws_db_instance" "orders" {
  identifier              = local.name
  backup_retention_period = var.days
  deletion_protection     = true
  lifecycle { prevent_destroy = true }
}
resource "aws_ecs_service" "web" {
  for_each = toset(["a", "b"])
  deployment_circuit_breaker {
    enable   = true
    rollback = each.key == "a"
  }
}
data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
packer { required_plugins { amazon = { version = ">= 1.3", source = "github.com/hashicorp/amazon" } } }
source "amazon-ebs" "web" { ami_name = "web-${formatdate("YYYYMMDD", timestamp())}" }
build {
  sources = ["source.amazon-ebs.web"]
  provisioner "shell" { inline = ["apt-get update", "make test"] }
}
